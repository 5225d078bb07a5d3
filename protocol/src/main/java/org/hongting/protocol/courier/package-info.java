/// What a person carries between the centre and a station without any network: files of the same signed messages that
/// would go over the line.
@NullMarked
package org.hongting.protocol.courier;

import org.jspecify.annotations.NullMarked;
