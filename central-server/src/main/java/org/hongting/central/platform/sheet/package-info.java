/// Tables that leave the console as files for spreadsheets, in either form with the same content.
@NullMarked
package org.hongting.central.platform.sheet;

import org.jspecify.annotations.NullMarked;
