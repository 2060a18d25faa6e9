package io.plumewatch.gateway.fuzz;

/** A way for bytes of devices into the gateway. */
public interface Fuzzed extends AutoCloseable {

    /** Takes the input with a number. What this throws, our own code has thrown. */
    void take(long number);

    /** Returns how many inputs so far were good enough for an entry of the log or a reading. */
    long good();

    @Override
    void close();
}
