package io.plumewatch.sim.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which server is killed when, each once. */
record KillPlan(List<Kill> kills) {

    private static final List<String> SERVERS = List.of("gateway", "enforcement", "redis", "postgresql");

    /** A server, and when it is killed, counted from the start of the traffic. */
    record Kill(String server, Duration at) {}

    KillPlan {
        kills = List.copyOf(kills);
    }

    /** One after the other, spread over the run. */
    static KillPlan even(Duration length) {
        var kills = new ArrayList<Kill>();
        for (int i = 0; i < SERVERS.size(); i++) {
            kills.add(new Kill(SERVERS.get(i), length.multipliedBy(3L + 5L * i).dividedBy(24)));
        }
        return new KillPlan(kills);
    }

    /** At random moments and in random order; the same seed gives the same plan. */
    static KillPlan random(Duration length, long seed) {
        var random = new Random(seed);
        var servers = new ArrayList<>(SERVERS);
        Collections.shuffle(servers, random);
        var kills = new ArrayList<Kill>();
        for (String server : servers) {
            kills.add(new Kill(server, Duration.ofMillis((long) (length.toMillis() * 0.9 * random.nextDouble()))));
        }
        kills.sort(Comparator.comparing(Kill::at));
        return new KillPlan(kills);
    }
}
