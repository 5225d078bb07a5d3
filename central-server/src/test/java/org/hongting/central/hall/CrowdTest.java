package org.hongting.central.hall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A hall that has room for two.
class CrowdTest {
    private final Crowd crowd = new Crowd(2, Set.of());
    private final AtomicInteger answered = new AtomicInteger();

    /// What a visitor is told.
    private static final class Visitor {
        private final String address;
        private final String path;
        final List<String> told = new ArrayList<>();
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final Map<Object, @Nullable Object> attributes = new HashMap<>();

        Visitor(String address, String path) {
            this.address = address;
            this.path = path;
        }

        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "getAttribute" -> attributes.get(arguments[0]);
                        case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                        case "removeAttribute" -> attributes.remove(arguments[0]);
                        case "getRemoteAddr" -> address;
                        case "getServletPath" -> path;
                        case "getDispatcherType" -> DispatcherType.REQUEST;
                        default -> null;
                    });
        }

        HttpServletResponse response() {
            return (HttpServletResponse) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (_, method, arguments) -> {
                        if (method.getName().equals("getOutputStream")) {
                            return new Written(written);
                        }
                        told.add(method.getName() + Arrays.toString(arguments));
                        return null;
                    });
        }
    }

    private static final class Written extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        private Written(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            Objects.requireNonNull(listener);
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }
    }

    private Visitor enters(FilterChain inside) throws ServletException, IOException {
        return enters(crowd, "192.0.2.1", "/draw/0", inside);
    }

    private static Visitor enters(Filter filter, String address, String path, FilterChain inside)
            throws ServletException, IOException {
        Visitor visitor = new Visitor(address, path);
        filter.doFilter(visitor.request(), visitor.response(), inside);
        return visitor;
    }

    @Test
    void oneAddressFetchesSoManyProofsAtATimeAndItsPagesAreNotCounted() throws Exception {
        Downloads downloads = new Downloads(1, "/proof.json");
        String proof = "/draw/0/proof.json";
        List<Visitor> others = new ArrayList<>();
        FilterChain counted = (_, _) -> answered.incrementAndGet();
        enters(downloads, "192.0.2.1", proof, (_, _) -> {
            others.add(enters(downloads, "192.0.2.1", proof, counted));
            others.add(enters(downloads, "192.0.2.1", "/draw/0", counted));
            others.add(enters(downloads, "192.0.2.2", proof, counted));
        });
        assertThat(others.getFirst().told).contains("setStatus[503]", "setHeader[Retry-After, 3]");
        assertThat(answered).hasValue(2);
        enters(downloads, "192.0.2.1", proof, counted);
        assertThat(answered).as("the first is done").hasValue(3);
    }

    @Test
    void onlyWhatAWholeHallAsksIsCountedWherePathsAreNamed() throws Exception {
        Crowd named = new Crowd(1, Set.of("/pass/api/draw"));
        List<Visitor> others = new ArrayList<>();
        FilterChain counted = (_, _) -> answered.incrementAndGet();
        enters(named, "192.0.2.1", "/pass/api/draw", (_, _) -> {
            others.add(enters(named, "192.0.2.2", "/pass/api/draw", counted));
            others.add(enters(named, "192.0.2.2", "/pass/api/arrive", counted));
        });
        assertThat(others.getFirst().told).contains("setStatus[503]");
        assertThat(answered).hasValue(1);
    }

    @Test
    void whoeverComesWhereThereIsNoRoomIsAskedToComeAgainAndThereIsRoomWhenOthersHaveLeft() throws Exception {
        Visitor[] third = new Visitor[1];
        enters((_, _) -> enters((_, _) -> third[0] = enters((_, _) -> answered.incrementAndGet())));

        Visitor refused = Objects.requireNonNull(third[0]);
        assertThat(answered).hasValue(0);
        assertThat(refused.told).contains("setStatus[503]", "setHeader[Retry-After, 3]", "setHeader[Refresh, 3]");
        assertThat(refused.written.toString(UTF_8)).contains("自动重试", "tries again");
        enters((_, _) -> enters((_, _) -> answered.incrementAndGet()));
        assertThat(answered).as("they left").hasValue(1);
        try {
            enters((_, _) -> {
                throw new IOException("gone");
            });
        } catch (IOException e) {
            enters((_, _) -> enters((_, _) -> answered.incrementAndGet()));
        }
        assertThat(answered).as("whoever breaks off leaves too").hasValue(2);
    }
}
