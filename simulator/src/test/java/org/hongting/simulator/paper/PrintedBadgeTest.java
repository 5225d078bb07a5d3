package org.hongting.simulator.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hongting.central.badge.BadgePaper;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.Test;

/// Badges from the centre's printer before the kiosk's camera.
class PrintedBadgeTest {
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();
    private static final LocalDate LAST_DAY = LocalDate.of(2030, 8, 31);
    private static final int DPI = 150;

    private final Random random = new Random(5);
    private final Signer signer = Signer.of(P256.newKeyPair(new SecureRandom()));

    private BadgePaper.Card card(String name, String branch) {
        byte[] code = MemberCode.signBadge(0x1234, 1, MemberId.draw(random), 2, LAST_DAY, signer);
        return new BadgePaper.Card(name, branch, 2, LAST_DAY, DigitCode.write(code));
    }

    @Test
    void everyBadgeOfASheetIsReadByTheKiosksCameraPath() throws IOException {
        List<BadgePaper.Card> cards = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            cards.add(card("张晓明", "计算机学院学生第" + (i + 1) + "党支部"));
        }
        try (PDDocument document = Loader.loadPDF(BadgePaper.print(cards))) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            PDFRenderer renderer = new PDFRenderer(document);
            for (int i = 0; i < cards.size(); i++) {
                BufferedImage page = renderer.renderImageWithDPI(i / 10, DPI);
                assertThat(new QrDecoder().decode(LuminanceFrame.of(cut(page, i % 10))))
                        .as("badge %d", i)
                        .contains(cards.get(i).digits());
            }
        }
    }

    @Test
    void namesOfAnyLengthAndScriptStandOnTheirCard() throws IOException {
        byte[] sheet = BadgePaper.print(List.of(
                card("欧阳文静", "图书馆党支部"),
                card("阿卜杜拉·买买提江·图尔荪尼亚孜", "马克思主义学院研究生第二党支部（中国近现代史基本问题研究）"),
                card("Aigul Asan", "International School Branch"),
                card("𠮷田\n", "支部")));
        try (PDDocument document = Loader.loadPDF(sheet)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("欧阳文静", "Aigul Asan", "2030-08-31", "?田", "No. 2");
            assertThat(document.getNumberOfPages())
                    .as("the last names who must be written by hand")
                    .isEqualTo(2);
            PDFTextStripper last = new PDFTextStripper();
            last.setStartPage(2);
            assertThat(last.getText(document))
                    .contains("手写", "第 1 页 page · 第 2 行 row · 右 right · ?田")
                    .doesNotContain("欧阳文静", "Aigul Asan");
            Files.createDirectories(PICTURES);
            ImageIO.write(
                    new PDFRenderer(document).renderImageWithDPI(0, DPI),
                    "png",
                    PICTURES.resolve("badges.png").toFile());
            ImageIO.write(
                    new PDFRenderer(document).renderImageWithDPI(1, DPI),
                    "png",
                    PICTURES.resolve("badges-by-hand.png").toFile());
        }
        assertThat(BadgePaper.print(List.of())).isNotEmpty();
    }

    private static BufferedImage cut(BufferedImage page, int place) {
        double millimetre = DPI / 25.4;
        double left = (210 - 2 * 85.6) / 2 + place % 2 * 85.6;
        int row = place / 2;
        double top = (297 - 5 * 54) / 2.0 + row * 54;
        return page.getSubimage((int) (left * millimetre), (int) (top * millimetre), (int) (85.6 * millimetre), (int)
                (54 * millimetre));
    }
}
