/// What members ask about their attendance, and what people answer in the console: leave before a meeting, and 补签
/// after it.
@NullMarked
package org.hongting.central.request;

import org.jspecify.annotations.NullMarked;
