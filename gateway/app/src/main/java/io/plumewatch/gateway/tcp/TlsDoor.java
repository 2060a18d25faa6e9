package io.plumewatch.gateway.tcp;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A second port of a protocol, for peers with certificates.
 *
 * @param port 0..65,535; 0 = any free one
 * @param handshake how long a handshake may take
 * @param workers where its arithmetic is done, beside the event loops
 */
public record TlsDoor(int port, SslContext context, Duration handshake, Executor workers) {}
