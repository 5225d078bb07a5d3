package org.hongting.central;

import java.util.concurrent.CountDownLatch;
import org.hongting.central.platform.ListeningPorts;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/// One running server. Several may run in one JVM, each on its own data folder.
public final class CentralServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CentralServer(ConfigurableApplicationContext context) {
        this.context = context;
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                closed.countDown();
            }
        });
    }

    /// Returns when all three listeners are open.
    public static CentralServer start(CentralOptions options) {
        SpringApplication application = new SpringApplication(CentralApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new org.springframework.core.env.MapPropertySource("options", options.properties())));
        return new CentralServer(application.run());
    }

    /// The ports as they really are.
    public ListeningPorts.Ports ports() {
        return context.getBean(ListeningPorts.class).ports();
    }

    /// With the HTTPS port that terminals are told.
    ListeningPorts.Ports announced() {
        return context.getBean(ListeningPorts.class).announced();
    }

    /// The parts, for tests and for the command line.
    public ApplicationContext context() {
        return context;
    }

    /// Returns once somebody has closed the server.
    public void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
