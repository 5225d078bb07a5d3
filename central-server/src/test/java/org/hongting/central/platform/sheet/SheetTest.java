package org.hongting.central.platform.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetTest {
    private static final Sheet SHEET = new Sheet(
            "Ledger",
            List.of("number", "name", "hours"),
            List.of(List.of("20260001", "=1+1", new BigDecimal("31.9")), List.of("20260002", "Li", "")));

    @Test
    void aFormulaIsTextInEitherFormAndANumberIsANumber(@TempDir Path folder) throws IOException {
        assertThat(new String(SHEET.csv(), UTF_8))
                .isEqualTo("\uFEFFnumber,name,hours\r\n20260001,'=1+1,31.9\r\n20260002,Li,\r\n");

        Path file = folder.resolve("sheet.xlsx");
        Files.write(file, SHEET.xlsx());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String cells = new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(), UTF_8);
            String texts = new String(
                    zip.getInputStream(zip.getEntry("xl/sharedStrings.xml")).readAllBytes(), UTF_8);
            assertThat(texts).contains("20260001", "=1+1");
            assertThat(cells).contains("<v>31.9</v>").doesNotContain("<f>");
        }
    }
}
