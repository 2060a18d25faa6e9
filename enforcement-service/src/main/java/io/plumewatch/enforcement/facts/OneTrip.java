package io.plumewatch.enforcement.facts;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;

/**
 * Several questions about the same vehicles, asked and answered together: when processors are short, what a question
 * costs is not its answer but the two turns that it waits for. Good for one use.
 */
final class OneTrip {

    private final Long[] vehicleIds;
    private final List<Question<?>> questions = new ArrayList<>();

    OneTrip(Collection<Long> vehicleIds) {
        this.vehicleIds = vehicleIds.toArray(Long[]::new);
    }

    /**
     * Adds a question.
     *
     * @param sql a select with one parameter, an array of vehicle ids
     * @return gets the answer in {@link #go}
     */
    <T> List<T> ask(String sql, RowMapper<T> mapper) {
        var question = new Question<>(sql, mapper, new ArrayList<T>());
        questions.add(question);
        return question.answer();
    }

    void go(JdbcTemplate jdbc) {
        String all = String.join(";\n", questions.stream().map(Question::sql).toList());
        PreparedStatementCallback<Boolean> answered = this::answer;
        jdbc.execute(all, answered);
    }

    private boolean answer(PreparedStatement statement) throws SQLException {
        Array ids = statement.getConnection().createArrayOf("bigint", vehicleIds);
        for (int n = 1; n <= questions.size(); n++) {
            statement.setArray(n, ids);
        }
        statement.execute();
        for (Question<?> question : questions) {
            try (ResultSet rows = statement.getResultSet()) {
                question.read(rows);
            }
            statement.getMoreResults();
        }
        return true;
    }

    private record Question<T>(String sql, RowMapper<T> mapper, List<T> answer) {

        void read(ResultSet rows) throws SQLException {
            while (rows.next()) {
                answer.add(mapper.mapRow(rows, answer.size()));
            }
        }
    }
}
