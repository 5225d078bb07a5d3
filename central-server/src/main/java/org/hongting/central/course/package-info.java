/// The courses of the site: packages that were added, which terminals are to hold them, how they fetch the files, and
/// how far they are.
@NullMarked
package org.hongting.central.course;

import org.jspecify.annotations.NullMarked;
