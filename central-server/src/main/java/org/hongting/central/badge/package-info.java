/// What is printed: badges, and sheets of tables.
@NullMarked
package org.hongting.central.badge;

import org.jspecify.annotations.NullMarked;
