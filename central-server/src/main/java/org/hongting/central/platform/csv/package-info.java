/// Files people prepare in a spreadsheet: read with caps and line-numbered problems, written safely.
@NullMarked
package org.hongting.central.platform.csv;

import org.jspecify.annotations.NullMarked;
