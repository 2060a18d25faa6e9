package io.plumewatch.sim;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link TestCity} of this JVM; it starts with the first that asks and ends with the run. */
final class CityExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == TestCity.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(CityExtension.class))
                .computeIfAbsent(Start.class, type -> Start.attempt(), Start.class)
                .city();
    }

    /** One start for the whole run: a city that does not come up fails every test at once, not each after minutes. */
    private record Start(
            @Nullable TestCity started, @Nullable RuntimeException failure) implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(TestCity.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        TestCity city() {
            if (started == null) {
                throw new IllegalStateException("no city; see target/test-city/logs", failure);
            }
            return started;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }
}
