import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiProblem } from '../api/problem';
import { useWords } from './notice';

interface Props {
  error: unknown;
  /** Fields of this form that show their own errors. */
  fields?: readonly string[];
}

/** Why the form was refused, unless a field already says it. */
export function FormFailure({ error, fields = [] }: Props) {
  const words = useWords();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : undefined;
  if (problem?.field && fields.includes(problem.field)) return null;
  const steps = problem?.body.steps ?? [];
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={words(error)}>
      {steps.length > 0 && (
        <List size="sm">
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
