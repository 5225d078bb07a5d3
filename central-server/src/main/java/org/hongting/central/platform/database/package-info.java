/// The SQLite store of the centre behind the port that the cores are written against.
@NullMarked
package org.hongting.central.platform.database;

import org.jspecify.annotations.NullMarked;
