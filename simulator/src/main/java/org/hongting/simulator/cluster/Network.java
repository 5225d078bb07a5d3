package org.hongting.simulator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.simulator.process.Host;
import org.hongting.simulator.process.Tool;

/// A network of machines: a namespace of this machine's for each, and a cable from each into one bridge. This machine
/// itself has a place on the bridge. Needs root.
///
/// Everything that is made here has this process's number in its name. It is taken away at the end, also after
/// Ctrl-C; what a process has left that was itself killed is taken away by the next one.
public final class Network implements AutoCloseable {
    private static final int MOST_MACHINES = 16;
    private static final int SUBNETS = 256;
    private static final int FIRST_MACHINE = 10;
    private static final Pattern OURS = Pattern.compile("\\bhongting-(\\d+)-\\S+");
    private static final Pattern OUR_DEVICE = Pattern.compile("\\bht(\\d+)(b|c\\d+)(?=[@:])");

    private final long owner;
    private final String subnet;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::remove);

    /// @param cable this end of it
    private record Machine(String namespace, String cable, Host host) {}

    private Network(long owner, String subnet) {
        this.owner = owner;
        this.subnet = subnet;
    }

    /// Why there can be none here, or nothing.
    public static Optional<String> lacking() {
        if (!Tool.isRoot()) {
            return Optional.of("a network of machines needs root: it makes network namespaces");
        }
        if (!Tool.isHere("ip")) {
            return Optional.of("a network of machines needs ip, of the package iproute2");
        }
        try {
            Tool.run("ip", "netns", "add", "hongting-0-try");
            Tool.run("ip", "netns", "del", "hongting-0-try");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("this machine makes no network namespaces, as in most containers: " + e.getMessage());
        }
    }

    /// Makes one with so many machines.
    ///
    /// @param names of the machines, each a word
    /// @throws IOException if it cannot be made; nothing of it is left then
    public static Network lay(List<String> names) throws IOException {
        if (names.size() > MOST_MACHINES) {
            throw new IllegalArgumentException("at most " + MOST_MACHINES + " machines");
        }
        sweep();
        Network network = new Network(ProcessHandle.current().pid(), freeSubnet());
        Runtime.getRuntime().addShutdownHook(network.hook);
        try {
            Tool.run("ip", "link", "add", network.bridge(), "type", "bridge");
            Tool.run("ip", "addr", "add", network.address() + "/24", "dev", network.bridge());
            Tool.run("ip", "link", "set", network.bridge(), "up");
            for (String name : names) {
                network.add(name);
            }
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void add(String name) throws IOException {
        int number = machines.size();
        String namespace = "hongting-" + owner + "-" + name;
        String cable = "ht" + owner + "c" + number;
        String address = subnet + (FIRST_MACHINE + number);
        machines.put(name, new Machine(namespace, cable, new Host(List.of("ip", "netns", "exec", namespace), address)));
        Tool.run("ip", "netns", "add", namespace);
        Tool.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        Tool.run("ip", "-n", namespace, "addr", "add", address + "/24", "dev", "eth0");
        Tool.run("ip", "-n", namespace, "link", "set", "lo", "up");
        Tool.run("ip", "-n", namespace, "link", "set", "eth0", "up");
        Tool.run("ip", "link", "set", cable, "master", bridge(), "up");
    }

    private static String freeSubnet() throws IOException {
        String taken = Tool.run("ip", "-4", "-o", "addr");
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = "10.231." + i + ".";
            if (!taken.contains(" " + subnet)) {
                return subnet;
            }
        }
        throw new IOException("every network 10.231.x is taken");
    }

    private String bridge() {
        return "ht" + owner + "b";
    }

    /// Ours, as the machines see us.
    public String address() {
        return subnet + 1;
    }

    public Host host(String name) {
        return machine(name).host();
    }

    /// Pulls a machine's cable: what is sent either way vanishes, and nobody is told.
    public void cut(String name) throws IOException {
        Tool.run("ip", "link", "set", machine(name).cable(), "down");
    }

    public void heal(String name) throws IOException {
        Tool.run("ip", "link", "set", machine(name).cable(), "up");
    }

    /// Bytes through a machine's cable so far, both ways.
    public long carried(String name) throws IOException {
        Path counts = Path.of("/sys/class/net", machine(name).cable(), "statistics");
        return count(counts.resolve("rx_bytes")) + count(counts.resolve("tx_bytes"));
    }

    private static long count(Path file) throws IOException {
        return Long.parseLong(Files.readString(file, UTF_8).strip());
    }

    private Machine machine(String name) {
        return Optional.ofNullable(machines.get(name))
                .orElseThrow(() -> new IllegalArgumentException("there is no machine " + name));
    }

    /// Takes it away. Processes on its machines must be gone: a namespace stays as long as somebody lives in it.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending: the hook does the same.
        }
        remove();
    }

    private synchronized void remove() {
        machines.values().forEach(machine -> {
            quietly("ip", "link", "del", machine.cable());
            quietly("ip", "netns", "del", machine.namespace());
        });
        quietly("ip", "link", "del", bridge());
    }

    /// What was never made, or is gone, cannot be taken away.
    private static void quietly(String... command) {
        try {
            Tool.run(command);
        } catch (IOException e) {
            System.getLogger(Network.class.getName())
                    .log(System.Logger.Level.DEBUG, "nothing to take away: {0}", e.getMessage());
        }
    }

    /// Takes away what processes have left that are no more.
    private static void sweep() throws IOException {
        for (String namespace : namespacesLeftIn(Tool.run("ip", "netns", "list"))) {
            quietly("ip", "netns", "del", namespace);
        }
        for (String device : devicesLeftIn(Tool.run("ip", "-o", "link"))) {
            quietly("ip", "link", "del", device);
        }
    }

    /// Names in a list that bear the number of a process that is no more.
    private static List<String> left(Pattern pattern, String list) {
        List<String> left = new ArrayList<>();
        Matcher found = pattern.matcher(list);
        while (found.find()) {
            if (ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty()) {
                left.add(found.group());
            }
        }
        return left;
    }

    static List<String> namespacesLeftIn(String list) {
        return left(OURS, list);
    }

    static List<String> devicesLeftIn(String list) {
        return left(OUR_DEVICE, list);
    }
}
