package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Units that only stay connected, and come back within a second whenever they lose their connection. */
final class LoginStorm implements AutoCloseable {

    private static final int BATCH = 200;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int LATEST_MILLIS = 1_000;
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.currentTimeMillis() % 9_000) * 100);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger connected = new AtomicInteger();
    private final URI broker;
    private volatile boolean ended;

    private LoginStorm(URI broker) {
        this.broker = broker;
    }

    /** Registers so many units and has all of them connect at once. */
    static LoginStorm of(TestCity city, int units) {
        var storm = new LoginStorm(URI.create(city.mqttUrl()));
        secrets(city, units).forEach(storm::connect);
        return storm;
    }

    private static Map<String, String> secrets(TestCity city, int units) {
        String siteId = "SITE-STORM-" + NEXT.incrementAndGet();
        Roadside.site(city, siteId, Roadside.AREA);
        var secrets = new HashMap<String, String>();
        while (secrets.size() < units) {
            List<Map<String, String>> devices = new ArrayList<>();
            while (devices.size() < Math.min(BATCH, units - secrets.size())) {
                devices.add(Map.of(
                        "deviceNo",
                        "RS-L" + NEXT.incrementAndGet(),
                        "kind",
                        "RS_FIXED",
                        "areaCode",
                        Roadside.AREA,
                        "siteId",
                        siteId));
            }
            city.admin()
                    .post("/api/v1/devices", devices)
                    .ok()
                    .required("items")
                    .forEach(made -> secrets.put(
                            made.required("deviceNo").asString(),
                            made.required("secret").asString()));
        }
        return secrets;
    }

    private void connect(String deviceNo, String secret) {
        if (ended) {
            return;
        }
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new MqttDecoder(), MqttEncoder.INSTANCE, new Client(deviceNo, secret));
                    }
                })
                .connect(broker.getHost(), broker.getPort())
                .addListener(result -> {
                    if (!result.isSuccess()) {
                        comeBack(deviceNo, secret);
                    }
                });
    }

    private void comeBack(String deviceNo, String secret) {
        if (!ended) {
            loops.schedule(
                    () -> connect(deviceNo, secret),
                    ThreadLocalRandom.current().nextInt(LATEST_MILLIS),
                    TimeUnit.MILLISECONDS);
        }
    }

    void awaitConnected(int units, Duration patience) {
        Eventually.within().atMost(patience).until(() -> connected.get() == units);
    }

    @Override
    public void close() {
        ended = true;
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
    }

    private final class Client extends SimpleChannelInboundHandler<MqttMessage> {

        private final String deviceNo;
        private final String secret;
        private boolean admitted;

        Client(String deviceNo, String secret) {
            this.deviceNo = deviceNo;
            this.secret = secret;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(MqttMessageBuilders.connect()
                    .protocolVersion(MqttVersion.MQTT_3_1_1)
                    .clientId(deviceNo)
                    .username(deviceNo)
                    .password(secret.getBytes(UTF_8))
                    .cleanSession(true)
                    .keepAlive(KEEP_ALIVE_SECONDS)
                    .build());
            ctx.executor()
                    .scheduleAtFixedRate(
                            () -> ctx.writeAndFlush(MqttMessage.PINGREQ),
                            KEEP_ALIVE_SECONDS / 2,
                            KEEP_ALIVE_SECONDS / 2,
                            TimeUnit.SECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) {
            if (message instanceof MqttConnAckMessage answer
                    && answer.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                admitted = true;
                connected.incrementAndGet();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (admitted) {
                connected.decrementAndGet();
            }
            comeBack(deviceNo, secret);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
