package io.fromline.peer;

import java.util.List;
import java.util.Optional;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.UsernamePasswordValidator;

/** Log-in by name and password that may be refused with any reply: the library itself has one for all. */
record LogIn(AuthenticationHandlerFactory usual) implements AuthenticationHandlerFactory {

    /** @param validator throws a {@link Refusal} */
    static LogIn by(UsernamePasswordValidator validator) {
        return new LogIn(new EasyAuthenticationHandlerFactory(validator));
    }

    @Override
    public List<String> getAuthenticationMechanisms() {
        return usual.getAuthenticationMechanisms();
    }

    @Override
    public AuthenticationHandler create() {
        return new Handler(usual.create());
    }

    private record Handler(AuthenticationHandler usual) implements AuthenticationHandler {

        @Override
        public Optional<String> auth(String said, MessageContext context) throws RejectException {
            try {
                return usual.auth(said, context);
            } catch (Refusal refusal) {
                throw new RejectException(refusal.code(), String.valueOf(refusal.getMessage()));
            }
        }

        @Override
        public Object getIdentity() {
            return usual.getIdentity();
        }
    }
}
