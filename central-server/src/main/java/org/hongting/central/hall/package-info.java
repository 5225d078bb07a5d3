/// What everybody in a hall may open on their own phone: the page of a lucky draw, by an address that only the hall is
/// told, with masked names and no account.
@NullMarked
package org.hongting.central.hall;

import org.jspecify.annotations.NullMarked;
