package io.plumewatch.sim.city;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a city's doors are, and the tokens that open them. */
public record Credentials(
        String enforcementUrl, String gatewayUrl, String mqttUrl, int obdPort, int hj212Port, Tokens tokens) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One token for each role; of officers there are two, who are two persons. */
    public record Tokens(
            @JsonProperty("CREW") String crew,
            @JsonProperty("OFFICER") List<String> officers,
            @JsonProperty("POLICE") String police,
            @JsonProperty("TRANSPORT") String transport,
            @JsonProperty("STATION") String station,
            @JsonProperty("ADMIN") String admin) {

        public Tokens {
            officers = List.copyOf(officers);
        }
    }

    /** Reads what {@code city --credentials FILE} wrote. */
    public static Credentials read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Credentials.class);
        } catch (IOException | JacksonException e) {
            throw new RunFailed("cannot read the credentials in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes them as JSON into a file that only its owner may read. */
    void write(Path file) {
        try {
            CityFolder.writePrivate(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the line that a person needs to get in. */
    public String oneLine() {
        return "board " + enforcementUrl + "/board  api " + enforcementUrl + "  gateway " + gatewayUrl + "  mqtt "
                + mqttUrl
                + "  obd 127.0.0.1:" + obdPort + "  hj212 127.0.0.1:" + hj212Port + "  crew " + tokens.crew
                + "  officers " + String.join(" ", tokens.officers) + "  police " + tokens.police + "  transport "
                + tokens.transport + "  station " + tokens.station + "  admin " + tokens.admin;
    }
}
