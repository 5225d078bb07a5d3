/// The desks' tables in the terminal's database. Some follow documents of the centre, row by row; the others are the
/// desks' own marks, written in the transaction of the record. They hold data and decide nothing.
@NullMarked
package org.hongting.kiosk.table;

import org.jspecify.annotations.NullMarked;
