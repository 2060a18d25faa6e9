package io.plumewatch.wire.national;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All code maps that this process knows: those that come with the program, and those that an operator added. */
public final class CodeMaps {

    private static final List<String> NAMES =
            List.of("national@1", "minus-one@1", "one-based@1", "national@2", "minus-one@2", "one-based@2");
    private static final CodeMaps SHIPPED = new CodeMaps(
            NAMES.stream().map(name -> CodeMap.parse(resource(name + ".json"))).toList());

    private final Map<String, CodeMap> maps = new TreeMap<>();

    private CodeMaps(Collection<CodeMap> some) {
        some.forEach(map -> maps.put(map.id(), map));
    }

    /** Returns the maps that come with the program. */
    public static CodeMaps shipped() {
        return SHIPPED;
    }

    /** Returns these maps and more; one of the same name and version replaces ours. */
    public CodeMaps with(Collection<CodeMap> more) {
        var all = new CodeMaps(maps.values());
        more.forEach(map -> all.maps.put(map.id(), map));
        return all;
    }

    /** Returns {@code name@version} and digest of each map. */
    public Map<String, String> digests() {
        var digests = new TreeMap<String, String>();
        maps.forEach((id, map) -> digests.put(id, map.digest()));
        return digests;
    }

    public List<String> ids() {
        return List.copyOf(maps.keySet());
    }

    /**
     * Finds a map.
     *
     * @param profile {@code name@version}, or {@code name} for its newest version; null = the national codes
     */
    public Optional<CodeMap> find(@Nullable String profile) {
        String wanted = profile == null ? CodeMap.DEFAULT : profile;
        return wanted.contains("@")
                ? Optional.ofNullable(maps.get(wanted))
                : maps.values().stream()
                        .filter(map -> map.name().equals(wanted))
                        .max(Comparator.comparingInt(CodeMap::version));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(CodeMaps.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
