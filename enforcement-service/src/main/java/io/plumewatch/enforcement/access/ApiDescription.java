package io.plumewatch.enforcement.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI description says of the API as a whole, and of who may call what. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Plumewatch enforcement-service")
                        .version("v1")
                        .description("Lists are pages {items, next}; feeds go on after 'next' and never skip an item."
                                + " Errors are RFC 9457 problems with a 'code', and 'errors' for wrong fields."
                                + " Writes take an optional Idempotency-Key."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)));
    }

    /** Says beside each operation which roles may call it. */
    @Bean
    OperationCustomizer roles() {
        return (operation, handler) -> {
            Allow allow = handler.getMethodAnnotation(Allow.class);
            if (allow != null) {
                List<String> roles =
                        Arrays.stream(allow.value()).map(Role::name).toList();
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER, roles));
                operation.addExtension("x-roles", roles);
            }
            return operation;
        };
    }
}
