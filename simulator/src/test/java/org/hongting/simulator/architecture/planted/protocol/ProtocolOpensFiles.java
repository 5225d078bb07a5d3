package org.hongting.simulator.architecture.planted.protocol;

import java.io.FileInputStream;

/// Breaks: protocol does no input or output.
public final class ProtocolOpensFiles {
    public Class<?> forbidden() {
        return FileInputStream.class;
    }
}
