package org.hongting.central.platform.lease;

import java.util.Optional;

/// What this server is among those that share its database.
///
/// @param leases nothing where there can be no other server
/// @param isShared whether there may be another one
public record Seat(ServerId id, Optional<ServerLeases> leases, Tidings tidings, boolean isShared) {
    /// Who does what is done once.
    public Leadership leadership() {
        return leases.<Leadership>map(held -> held).orElse(Leadership.ALONE);
    }
}
