package io.plumewatch.gateway.instrument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A wire whose other end is a function: from the bytes asked to the reply, which comes after a while. */
final class ScriptedWire implements Wire {

    private final VirtualLoop loop;
    private final Duration delay;
    private final List<String> asked = new ArrayList<>();
    private Function<String, Reply> script;
    private int hangUps;
    private boolean closed;

    ScriptedWire(VirtualLoop loop, Duration delay, Function<String, Reply> script) {
        this.loop = loop;
        this.delay = delay;
        this.script = script;
    }

    void answers(Function<String, Reply> next) {
        script = next;
    }

    /** Returns what was asked so far, each with the time in milliseconds: {@code 1000 question}. */
    List<String> asked() {
        return asked;
    }

    int hangUps() {
        return hangUps;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void ask(Question question, Duration timeout, Consumer<Reply> then) {
        String text = new String(question.bytes(), java.nio.charset.StandardCharsets.US_ASCII);
        asked.add(loop.elapsedMillis() + " " + text);
        Reply reply = script.apply(text);
        loop.after(reply instanceof Reply.Silent ? timeout : delay, () -> {
            if (!closed) {
                then.accept(reply);
            }
        });
    }

    @Override
    public void hangUp() {
        hangUps++;
    }

    @Override
    public void close() {
        closed = true;
    }
}
