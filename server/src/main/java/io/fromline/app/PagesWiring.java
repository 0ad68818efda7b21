package io.fromline.app;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Serves the pages: files as they are, and for every address of a page the one document that draws them all. */
@Configuration(proxyBeanMethods = false)
class PagesWiring {

    private static final String FOLDER = "classpath:/static/";

    @Bean
    WebMvcConfigurer pages() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // Their names carry a hash of their content, so they never change.
                registry.addResourceHandler("/assets/**")
                        .addResourceLocations(FOLDER + "assets/")
                        .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS)
                                .cachePublic()
                                .immutable());
                registry.addResourceHandler("/**")
                        .addResourceLocations(FOLDER)
                        .setCacheControl(CacheControl.noCache())
                        .resourceChain(false)
                        .addResolver(new OneDocument());
            }
        };
    }

    /** The file that was asked for, else the document of the pages for a browser that asks for a page. */
    private static final class OneDocument extends PathResourceResolver {

        private static final Pattern NO_PAGE =
                Pattern.compile("(v1|verify|health|metrics|openapi\\.json|assets|error)(/.*)?|v3/api-docs.*");

        private static final Resource DOCUMENT = new ClassPathResource("static/index.html");

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            if (path.isEmpty() || "index.html".equals(path)) {
                return existing();
            }
            Resource file = super.resolveResourceInternal(request, path, locations, chain);
            if (file != null || NO_PAGE.matcher(path).matches() || request == null || !wantsHtml(request)) {
                return file;
            }
            return existing();
        }

        private static boolean wantsHtml(HttpServletRequest request) {
            String accept = request.getHeader(HttpHeaders.ACCEPT);
            return accept != null && accept.contains("text/html");
        }

        private static @Nullable Resource existing() {
            return DOCUMENT.exists() ? DOCUMENT : null;
        }

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            return path.isEmpty() ? null : super.getResource(path, location);
        }
    }
}
