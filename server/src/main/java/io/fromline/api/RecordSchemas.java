package io.fromline.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are: a nested record by the name of its outer one too, and what cannot be null as required.
 *
 * <p>What can be null may be null or missing.
 */
final class RecordSchemas extends ModelResolver {

    RecordSchemas(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = super.resolve(type, context, chain);
        var java = _mapper.constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            var named = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().replaceFirst(".*/", ""));
            if (named != null && named.getProperties() != null) {
                nullability(named, java.getRawClass());
            }
        }
        return schema;
    }

    private static void nullability(Schema<?> schema, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var name = jsonName(component);
            var property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
                    schema.addRequiredItem(name);
                }
            } else if (property.get$ref() != null) {
                schema.addProperty(name, new Schema<>().anyOf(List.of(property, nothing())));
            } else if (property.getTypes() != null && property.getAnyOf() == null) {
                property.addType("null");
            }
        }
    }

    private static Schema<?> nothing() {
        return new Schema<>().types(Set.of("null"));
    }

    private static String jsonName(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    /** {@code RelayJson.Settings} is RelaySettings. */
    private static final class Names extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var enclosing = type.getEnclosingClass();
            var own = bare(type);
            if (!type.isRecord()
                    || enclosing == null
                    || enclosing.getSimpleName().endsWith("Controller")) {
                return own;
            }
            var outer = nameForClass(enclosing, options);
            return own.startsWith(outer) ? own : outer + own;
        }

        private static String bare(Class<?> type) {
            var name = type.getSimpleName();
            return type.getPackageName().equals(RecordSchemas.class.getPackageName())
                            && name.endsWith("Json")
                            && name.length() > "Json".length()
                    ? name.substring(0, name.length() - "Json".length())
                    : name;
        }
    }
}
