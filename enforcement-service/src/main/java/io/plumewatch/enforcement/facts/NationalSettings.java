package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How national records are read.
 *
 * @param codeMaps directory with code maps that replace or add to those in the jar, the same as the gateways'; empty for
 *     none
 */
@ConfigurationProperties("plumewatch.national")
record NationalSettings(@DefaultValue("") String codeMaps) {

    /**
     * Returns all maps.
     *
     * @throws IllegalArgumentException naming what is wrong with one in the directory
     */
    CodeMaps maps() {
        if (codeMaps.isEmpty()) {
            return CodeMaps.shipped();
        }
        List<CodeMap> own = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(codeMaps), "*.json")) {
            for (Path file : files) {
                own.add(CodeMap.parse(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the code maps in " + codeMaps + " cannot be read", e);
        }
        return CodeMaps.shipped().with(own);
    }
}
