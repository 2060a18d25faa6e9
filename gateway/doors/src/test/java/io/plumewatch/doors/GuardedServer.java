package io.plumewatch.doors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.ErrorResponseException;

/** A server with few threads behind the doors of both programs. */
final class GuardedServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    GuardedServer(String... settings) {
        context = new SpringApplicationBuilder(Parts.class)
                .registerShutdownHook(false)
                .properties("server.port=0", "server.tomcat.threads.max=4", "server.tomcat.connection-timeout=10s")
                .properties("plumewatch.http.exempt=")
                .properties(settings)
                .run();
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    double refused() {
        var registry = new SimpleMeterRegistry();
        context.getBean(MeterBinder.class).bindTo(registry);
        return registry.get("plumewatch.connections.refused").functionCounter().count();
    }

    /** Returns a connection from an address of this machine. */
    Socket from(String address) throws IOException {
        var socket = new Socket("127.0.0.1", port(), InetAddress.getByName(address), 0);
        socket.setSoTimeout(8_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Returns the first line of an answer. */
    static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({Doors.class, TomcatServletWebServerAutoConfiguration.class})
    static class Parts {

        @Bean
        HttpServlet servlet() {
            return new Answers();
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }
    }

    /** Refuses, ignores, or reads, by the path. */
    private static final class Answers extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/refuse" -> response.setStatus(401);
                case "/ignore" -> response.getWriter().print("fine");
                case "/form" -> read(response, () -> String.valueOf(request.getParameter("a")));
                case "/gzip" -> read(response, () -> count(new GZIPInputStream(request.getInputStream())));
                default -> read(response, () -> count(request.getInputStream()));
            }
        }

        private static String count(InputStream in) throws IOException {
            return Integer.toString(in.readAllBytes().length);
        }

        private static void read(HttpServletResponse response, Reading reading) throws IOException {
            try {
                response.getWriter().print(reading.read());
            } catch (ErrorResponseException e) {
                response.setStatus(e.getStatusCode().value());
            }
        }
    }

    private interface Reading {
        String read() throws IOException;
    }
}
