package io.plumewatch.enforcement.access;

import tools.jackson.core.JacksonException;

/** Names the place where JSON could not be bound, as {@code [3].plate.number}. */
final class JsonPath {

    private JsonPath() {}

    static String of(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
