package org.hongting.provisioning.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.claim.ClaimTicket;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.provisioning.storage.FileOperations;

/// A claim ticket lying on the terminal, perhaps on the boot partition where an admin put it.
public final class ClaimFile {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final ClaimTicket ticket;
    private final boolean openToOthers;
    private final FileOperations operations;

    private ClaimFile(Path path, ClaimTicket ticket, boolean openToOthers, FileOperations operations) {
        this.path = path;
        this.ticket = ticket;
        this.openToOthers = openToOthers;
        this.operations = operations;
    }

    /// @return empty if there is no such file
    /// @throws ClaimFault if there is one that is no ticket
    public static Optional<ClaimFile> find(Path path, FileOperations operations) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(path)) {
            ClaimTicket ticket = ClaimTicket.read(stream.readNBytes(ClaimTicket.MAX_BYTES + 1));
            boolean open = Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
            return Optional.of(new ClaimFile(path, ticket, open, operations));
        } catch (IOException e) {
            throw new ClaimFault("the claim ticket cannot be read: " + path, e);
        } catch (MalformedJson e) {
            throw new ClaimFault("not a claim ticket: " + path, e);
        }
    }

    public static Optional<ClaimFile> find(Path path) {
        return find(path, FileOperations.real());
    }

    public ClaimTicket ticket() {
        return ticket;
    }

    public Path path() {
        return path;
    }

    /// Others than the owner may read or change the file: worth a warning. A boot partition knows no owners and
    /// always says so.
    public boolean openToOthers() {
        return openToOthers;
    }

    /// Another ticket lies there now, or none: an admin has thought again.
    public boolean isReplaced() {
        try {
            return find(path, operations)
                    .filter(now -> now.ticket.equals(ticket))
                    .isEmpty();
        } catch (ClaimFault e) {
            return true;
        }
    }

    /// @return whether the file is gone; it stays where it lies on a read-only partition, and harms nobody there,
    /// because its token is bound to this terminal's key
    boolean remove() {
        try {
            operations.delete(path);
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                operations.forceDirectory(parent);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
