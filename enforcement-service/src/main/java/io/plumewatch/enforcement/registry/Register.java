package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the shelves of the registry, many rows a statement. */
@Component
class Register {

    /** Rows travel to PostgreSQL as one JSON array, so that a statement takes as many as the request has. */
    private static final JsonMapper ROWS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final int ATTEMPTS = 4;

    private final JdbcClient jdbc;
    private final Changelog changelog;
    private final TransactionTemplate transactions;

    Register(JdbcClient jdbc, Changelog changelog, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.changelog = changelog;
        this.transactions = transactions;
    }

    /** Does the work in one transaction, again when another writer stood in its way. */
    <R> R write(Supplier<R> work) {
        boolean within = TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(status -> work.get());
            } catch (ConcurrencyFailureException e) {
                if (within || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Locks those that exist, in key order, and returns them by key. */
    <T> Map<String, T> lock(Shelf<T> shelf, Collection<String> keys) {
        return jdbc.sql(shelf.lockSql()).param("keys", keys.toArray(String[]::new)).query(shelf.rows()).list().stream()
                .collect(Collectors.toMap(shelf.key(), object -> object));
    }

    /** Inserts what is new and updates what differs from {@code before}, which the caller has locked. */
    <T> List<Change<T>> store(Caller caller, Shelf<T> shelf, Map<String, T> before, List<T> objects) {
        List<Change<T>> changes = objects.stream()
                .map(object -> new Change<>(object, before.get(shelf.key().apply(object))))
                .toList();
        changes.forEach(change -> requireArea(caller, shelf, change));
        write(shelf.updateSql(), changes, Change.Outcome.UPDATED);
        write(shelf.insertSql(), changes, Change.Outcome.CREATED);
        changelog.record(caller, shelf.table(), changes, shelf.key());
        return changes;
    }

    <T> List<Change<T>> upsert(Caller caller, Shelf<T> shelf, List<T> objects) {
        return store(
                caller, shelf, lock(shelf, objects.stream().map(shelf.key()).toList()), objects);
    }

    <T> Optional<T> find(Caller caller, Shelf<T> shelf, String key) {
        return jdbc.sql(shelf.findSql())
                .param("key", key)
                .query(shelf.rows())
                .optional()
                .filter(object -> caller.areas().cover(shelf.areaCode().apply(object)));
    }

    <T> Page<T> page(Areas areas, Shelf<T> shelf, Page.Request request) {
        List<T> objects = jdbc.sql(shelf.pageSql())
                .param("after", request.after())
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("limit", request.limit() + 1)
                .query(shelf.rows())
                .list();
        return Page.of(objects, request, shelf.key());
    }

    /** An object as the columns of its row. */
    static JsonNode row(@Nullable Object object) {
        return ROWS.valueToTree(object);
    }

    /** Rows as one JSON array for {@code jsonb_populate_recordset}. */
    static String rows(Collection<?> objects) {
        return ROWS.writeValueAsString(objects);
    }

    private <T> void write(String sql, List<Change<T>> changes, Change.Outcome outcome) {
        List<T> objects = changes.stream()
                .filter(change -> change.outcome() == outcome)
                .map(Change::now)
                .toList();
        if (!objects.isEmpty() && jdbc.sql(sql).param("rows", rows(objects)).update() != objects.size()) {
            throw new ConcurrencyFailureException("another request registered the same objects at the same time");
        }
    }

    private static <T> void requireArea(Caller caller, Shelf<T> shelf, Change<T> change) {
        T before = change.before();
        if (!caller.areas().cover(shelf.areaCode().apply(change.now()))
                || (before != null && !caller.areas().cover(shelf.areaCode().apply(before)))) {
            throw foreignArea(shelf.key().apply(change.now()));
        }
    }

    static Refusal foreignArea(String key) {
        return Refusal.forbidden("FOREIGN_AREA", key + " belongs to an area that your token does not cover");
    }
}
