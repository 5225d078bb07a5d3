package org.hongting.central.hall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A hall that has room for two.
class CrowdTest {
    private final Crowd crowd = new Crowd(2);
    private final AtomicInteger answered = new AtomicInteger();

    /// What a visitor is told.
    private static final class Visitor {
        final List<String> told = new ArrayList<>();
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final Map<Object, @Nullable Object> attributes = new HashMap<>();

        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "getAttribute" -> attributes.get(arguments[0]);
                        case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                        case "removeAttribute" -> attributes.remove(arguments[0]);
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
        Visitor visitor = new Visitor();
        crowd.doFilter(visitor.request(), visitor.response(), inside);
        return visitor;
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
