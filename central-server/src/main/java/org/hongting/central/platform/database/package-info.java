/// The store of the centre, in SQLite or PostgreSQL, behind the port that the cores are written against.
@NullMarked
package org.hongting.central.platform.database;

import org.jspecify.annotations.NullMarked;
