package io.fromline.api;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The description of the API at /openapi.json, made from the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI openApi() {
        SecurityScheme key = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A platform key (flp_…), which may act for any tenant, or a tenant's own key (flt_…).");
        SecurityScheme session = new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("fromline_session")
                .description("The pages' session; writes echo the cookie fromline_csrf in the header X-CSRF-Token.");
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Fromline")
                                .version("1")
                                .description(
                                        "Lets every tenant of a SaaS send the app's mail from its own From line."
                                                + " Errors are RFC 9457 problems with a stable code, in the language of Accept-Language."))
                .components(new Components().addSecuritySchemes("key", key).addSecuritySchemes("session", session))
                .servers(List.of(new Server().url("/")))
                .addSecurityItem(new SecurityRequirement().addList("key"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }

    /** First of the list, so that it is asked last: springdoc's own converters unwrap types for it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelConverter recordSchemas(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers.jsonMapper());
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("for people, in their language"))
                .addProperty("code", new StringSchema().description("for programs, stable"))
                .addProperty("field", new StringSchema().description("the field at fault, if it is one"))
                .required(List.of("type", "title", "status", "detail", "code"));
    }

    /** What holds for every call is said once here instead of at each. */
    @Bean
    OpenApiCustomizer everyCall() {
        return document -> {
            document.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(call -> {
                        if (path.startsWith("/v1/")) {
                            describe(call);
                        }
                    }));
            document.getComponents().addSchemas("Problem", problem());
            document.getComponents()
                    .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
        };
    }

    private static void describe(Operation call) {
        call.addParametersItem(new HeaderParameter()
                .name(CallerArgument.TENANT_HEADER)
                .required(false)
                .description("the tenant that an operator or a platform key acts for")
                .schema(new StringSchema()));
        ApiResponses responses = call.getResponses() == null ? new ApiResponses() : call.getResponses();
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("a problem")
                        .content(new Content().addMediaType("application/problem+json", problem)));
        call.setResponses(responses);
    }
}
