package org.hongting.kiosk.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.hongting.device.CredentialRead;
import org.hongting.device.CredentialReader;
import org.hongting.device.DeviceFault;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.protocol.health.DeviceHealth;
import org.hongting.protocol.health.ScreenHealth;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final long MILLI = 1_000_000L;
    private static final DeviceName CARD = new DeviceName("card");
    private static final DeviceName CAMERA = new DeviceName("camera");

    private long now;

    @Test
    void readersAreKnownByWhatTheySayAndNothingOfItIsKeptBack() {
        List<String> heard = new ArrayList<>();
        CredentialReader.Listener desk = new CredentialReader.Listener() {
            @Override
            public void onRead(CredentialRead read) {
                heard.add("read " + read.device());
            }

            @Override
            public void onFault(DeviceFault fault) {
                heard.add("fault " + fault.device());
            }

            @Override
            public void onRecovered(DeviceName device) {
                heard.add("back " + device);
            }
        };
        Map<DeviceName, String> kinds = new LinkedHashMap<>();
        kinds.put(CARD, DeviceHealth.READER);
        kinds.put(CAMERA, DeviceHealth.CAMERA);
        DeviceWatch watch = new DeviceWatch(() -> kinds, desk, () -> now);

        watch.onFault(new DeviceFault(CAMERA, DeviceFault.Kind.LOST, "unplugged"));
        watch.onRead(new CredentialRead(CARD, new Shown.CardShown(new byte[] {4, 1, 2, 3}), 0, false));
        now = 90_500 * MILLI;
        assertThat(watch.devices())
                .containsExactly(
                        new DeviceHealth("card", DeviceHealth.READER, true, 90L),
                        new DeviceHealth("camera", DeviceHealth.CAMERA, false, null));
        watch.onRecovered(CAMERA);
        assertThat(watch.devices()).allMatch(DeviceHealth::present);
        assertThat(heard).containsExactly("fault camera", "read card", "back camera");
    }

    @Test
    void aScreenThatDoesNotAnswerForASecondIsAStallAndCountedOnce() {
        Queue<Runnable> screen = new ArrayDeque<>();
        ScreenWatch watch = new ScreenWatch(screen::add, () -> now, "es2", () -> "dark");
        watch.look();
        now += 900 * MILLI;
        screen.remove().run();
        assertThat(watch.health()).isEqualTo(new ScreenHealth("es2", 0, 0, "dark"));

        watch.look();
        now += 1_200 * MILLI;
        watch.look();
        assertThat(watch.health()).isEqualTo(new ScreenHealth("es2", 1, 1_200, "dark"));
        now += 1_000 * MILLI;
        watch.look();
        assertThat(screen).hasSize(1);
        screen.remove().run();
        assertThat(watch.health()).isEqualTo(new ScreenHealth("es2", 1, 2_200, "dark"));
    }

    @Test
    void whatDrawsHasAShortWord() {
        assertThat(Pipeline.wordOf("ES2Pipeline")).isEqualTo("es2");
        assertThat(Pipeline.wordOf("SWPipeline")).isEqualTo("sw");
        assertThat(Pipeline.wordOf("")).isEqualTo("unknown");
    }
}
