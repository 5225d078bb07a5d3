/// What terminals are to be like: values for the site, for groups and for single terminals, what follows from them for
/// each terminal, and what each has said became of it.
@NullMarked
package org.hongting.central.configuration;

import org.jspecify.annotations.NullMarked;
