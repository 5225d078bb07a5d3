package org.hongting.device.pcsc;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The eight functions of `libpcsclite.so.1` that a reader needs, as method handles. Types as pcsclite's
/// `wintypes.h` has them on 64-bit Linux: `LONG`, `DWORD`, contexts and handles are all 8 bytes.
@SuppressWarnings("restricted") // Calling a C library is what this class is for.
final class PcscLibrary {
    /// Where Debian and Raspberry Pi OS put it on 64-bit machines, then the places of other distributions.
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/libpcsclite.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/libpcsclite.so.1"),
            Path.of("/usr/lib64/libpcsclite.so.1"),
            Path.of("/usr/local/lib/libpcsclite.so.1"),
            Path.of("/usr/lib/libpcsclite.so.1"));

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    final MethodHandle establishContext;
    final MethodHandle releaseContext;
    final MethodHandle cancel;
    final MethodHandle listReaders;
    final MethodHandle getStatusChange;
    final MethodHandle connect;
    final MethodHandle disconnect;
    final MethodHandle transmit;

    PcscLibrary(Path library) {
        // The library stays loaded for the life of the process: a thread may still be inside it when a reader
        // closes.
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        establishContext = function(symbols, "SCardEstablishContext", LONG, POINTER, POINTER, POINTER);
        releaseContext = function(symbols, "SCardReleaseContext", LONG);
        cancel = function(symbols, "SCardCancel", LONG);
        listReaders = function(symbols, "SCardListReaders", LONG, POINTER, POINTER, POINTER);
        getStatusChange = function(symbols, "SCardGetStatusChange", LONG, LONG, POINTER, LONG);
        connect = function(symbols, "SCardConnect", LONG, POINTER, LONG, LONG, POINTER, POINTER);
        disconnect = function(symbols, "SCardDisconnect", LONG, LONG);
        transmit = function(symbols, "SCardTransmit", LONG, POINTER, POINTER, LONG, POINTER, POINTER, POINTER);
    }

    static Optional<Path> find() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }

    static String places() {
        return String.join(", ", PLACES.stream().map(Path::toString).toList());
    }

    private static MethodHandle function(SymbolLookup symbols, String name, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
                        FunctionDescriptor.of(LONG, Arrays.copyOf(parameters, parameters.length)));
    }
}
