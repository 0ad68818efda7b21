package io.fromline.api;

import io.fromline.submission.Submissions;
import io.fromline.text.Catalogue;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every controller rests on: strict JSON, problems, the caller and the limit on bodies. */
@Configuration(proxyBeanMethods = false)
class ApiBase {

    /** Room for a batch of messages with attachments in base64. */
    private static final long LONGEST_BODY = 64L * 1024 * 1024;

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    @Bean
    Problems problems(Catalogue catalogue, JsonMapper json) {
        return new Problems(catalogue, json);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(Problems problems) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(problems, LONGEST_BODY));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    WebMvcConfigurer callerArgument(Problems problems, Submissions submissions) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument(
                        problems, tenant -> submissions.tenant(tenant).isPresent()));
            }
        };
    }
}
