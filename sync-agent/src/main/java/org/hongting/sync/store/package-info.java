/// The terminal's SQLite file behind the [org.hongting.protocol.port.Database] port. This is the only terminal
/// package with JDBC types in it; SQL text stands with the class that owns the table.
@NullMarked
package org.hongting.sync.store;

import org.jspecify.annotations.NullMarked;
