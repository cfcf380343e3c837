package dev.pawl.local;

import dev.pawl.local.port.PortChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a port from the command line.
final class PortConverter implements ITypeConverter<PortChoice> {

    @Override
    public PortChoice convert(String text) {
        try {
            return PortChoice.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new TypeConversionException(String.valueOf(notOne.getMessage()));
        }
    }
}
