package org.hongting.kiosk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.hongting.device.Shown;
import org.hongting.device.sim.SimulatedReader;

/// Takes orders on standard input, for a terminal that was started with `--simulated`. An order that makes no sense
/// is answered on standard error and the next one is taken; the end of the input is no order.
final class Orders implements Runnable {
    private final Devices devices;
    private final Consumer<Path> picture;
    private final Runnable quit;

    Orders(Devices devices, Consumer<Path> picture, Runnable quit) {
        this.devices = devices;
        this.picture = picture;
        this.quit = quit;
    }

    @Override
    public void run() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] words = line.strip().split(" ", 2);
                obey(words[0], words.length == 2 ? words[1] : "");
            }
        } catch (IOException e) {
            System.err.println("hongting kiosk: no more orders: " + e.getMessage());
        }
    }

    private void obey(String order, String what) {
        SimulatedReader reader = devices.simulated().orElseThrow();
        try {
            switch (order) {
                case "card" -> reader.show(new Shown.CardShown(HexFormat.of().parseHex(what)));
                case "code" -> reader.show(Shown.code(what, Shown.Source.CAMERA));
                case "unreadable" -> reader.show(new Shown.CardUnreadable("simulated"));
                case "vanish" -> reader.vanish("simulated");
                case "return" -> reader.returnBack();
                case "screenshot" -> picture.accept(Path.of(what));
                case "quit" -> quit.run();
                default -> System.err.println("hongting kiosk: there is no order '" + order + "'");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("hongting kiosk: " + order + ": " + e.getMessage());
        }
    }
}
