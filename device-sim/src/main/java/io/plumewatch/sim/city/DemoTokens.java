package io.plumewatch.sim.city;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.api.ApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes the tokens of a run and takes back those of the last one, which may lie in somebody's shell history. */
final class DemoTokens {

    /** Zhengzhou, Kaifeng, Jiaozuo, Shangqiu. */
    static final List<String> AREAS = List.of("410100", "410200", "410800", "411400");

    private final Api admin;
    private final Path idsOfThisRun;
    private final List<String> made = new ArrayList<>();

    /** Keeps the ids of what it makes in {@code idsOfThisRun}, to find them at the next start. */
    DemoTokens(Api admin, Path idsOfThisRun) {
        this.admin = admin;
        this.idsOfThisRun = idsOfThisRun;
    }

    Credentials.Tokens renew() {
        revokeLast();
        var tokens = new Credentials.Tokens(
                make("demo-crew", "CREW"),
                List.of(make("demo-officer-a", "OFFICER"), make("demo-officer-b", "OFFICER")),
                make("demo-police", "POLICE"),
                make("demo-transport", "TRANSPORT"),
                make("demo-station", "STATION"),
                make("demo-admin", "ADMIN"));
        remember();
        return tokens;
    }

    private String make(String person, String role) {
        JsonNode made =
                admin.post("/api/v1/tokens", Map.of("person", person, "roles", List.of(role), "areaCodes", AREAS));
        this.made.add(made.get("tokenId").asString());
        return made.get("token").asString();
    }

    private void revokeLast() {
        if (!Files.exists(idsOfThisRun)) {
            return;
        }
        try {
            for (String id : Files.readAllLines(idsOfThisRun)) {
                revoke(id);
            }
            Files.delete(idsOfThisRun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void revoke(String id) {
        try {
            admin.delete("/api/v1/tokens/" + id);
        } catch (ApiFailure e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    private void remember() {
        try {
            CityFolder.writePrivate(idsOfThisRun, String.join("\n", made) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
