package org.hongting.provisioning.authority;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.claim.ClaimResponse;
import org.hongting.protocol.claim.SiteTrust;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.SignedManifest;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.provisioning.BuildTime;
import org.hongting.provisioning.SiteNumber;
import org.hongting.provisioning.storage.DurableDirectory;
import org.hongting.provisioning.storage.FileOperations;
import org.jspecify.annotations.Nullable;

/// Everything a site's trust is made of: the TLS authority, the site root with the server's signing key, the
/// badge key, the card key, the seal key and the course key. Made at the centre's first start, loaded ever after.
/// Safe for use by many
/// threads.
///
/// Whoever loses the directory loses the site (every terminal must be claimed anew), and whoever has it unwrapped
/// *is* the site: it is backed up apart from the data.
public final class SiteAuthority {
    /// What the servers are called in their certificates for a broker. No terminal can be called so: ids have no
    /// capital letters.
    public static final String CENTRE = "CENTRE";

    private static final Duration TERMINAL_LIFE = Duration.ofDays(180);
    private static final Duration SKEW = Duration.ofHours(1);

    private static final int CARD_KEY_BYTES = 32;
    private static final int LAST_NUMBER = 255;

    private final KeyFile file;
    private final SecureRandom random;
    private volatile KeyRing ring;
    private final boolean wrapped;
    private final KeyPair badge;
    private final Signer serverSigner;
    private final X509Certificate authority;
    private final X509Certificate root;
    private final X509Certificate serverKey;
    private final Certificates byAuthority;
    private final ServerTlsIssuer tlsIssuer;
    private final BrokerTlsIssuer brokerIssuer;

    private SiteAuthority(DurableDirectory directory, KeyFile file, KeyRing ring, boolean wrapped, SecureRandom random)
            throws GeneralSecurityException {
        this.file = file;
        this.random = random;
        this.ring = ring;
        this.wrapped = wrapped;
        this.badge = ring.newestBadge().pair();
        this.serverSigner = Signer.of(ring.server().pair());
        this.authority = ring.authority().parsed();
        this.root = ring.root().parsed();
        this.serverKey = ring.server().parsed();
        KeyPair pair = ring.authority().pair();
        this.byAuthority = new Certificates(
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                pair.getPublic(),
                pair.getPrivate(),
                random);
        this.tlsIssuer = new ServerTlsIssuer(directory, byAuthority, authority, random);
        this.brokerIssuer = new BrokerTlsIssuer(byAuthority, authority, random);
    }

    /// Loads the site's keys, or founds the site if the directory holds none. The directory becomes 0700, its
    /// files 0600.
    ///
    /// @param passphrase wraps the keys at rest; without one they lie plain and [#keysAreWrapped] is false, which
    /// the caller says aloud
    /// @throws AuthorityFault if the keys are damaged, do not open or cannot be written; existing keys are never
    /// replaced
    public static SiteAuthority open(
            Path directory, @Nullable Passphrase passphrase, Instant now, SecureRandom random) {
        return open(directory, passphrase, KeyEnvelope.ROUNDS, now, random);
    }

    static SiteAuthority open(
            Path directory, @Nullable Passphrase passphrase, int rounds, Instant now, SecureRandom random) {
        try {
            DurableDirectory opened = DurableDirectory.open(directory, FileOperations.real());
            KeyFile file = new KeyFile(opened, passphrase, rounds, random);
            return new SiteAuthority(opened, file, file.openOrFound(now), passphrase != null, random);
        } catch (IOException e) {
            throw new AuthorityFault("the site's keys cannot be read or written in " + directory, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new AuthorityFault("the site's key file is damaged: restore it from its backup", e);
        }
    }

    public boolean keysAreWrapped() {
        return wrapped;
    }

    /// A client certificate for 180 days. It begins an hour ago, because clocks differ, but never before this
    /// software was built.
    public X509Certificate signTerminal(CertificateRequest request, TerminalId terminal, Instant now) {
        Instant began = now.minus(SKEW);
        Instant from = began.isBefore(BuildTime.instant()) ? BuildTime.instant() : began;
        return byAuthority.forPurpose(
                new X500Name("CN=" + terminal.value()),
                request.publicKey(),
                new Certificates.Validity(from, from.plus(SKEW).plus(TERMINAL_LIFE)),
                KeyPurposeId.id_kp_clientAuth,
                List.of());
    }

    /// When a client certificate ends that is made now.
    public static Instant terminalEnd(Instant now) {
        return now.plus(TERMINAL_LIFE);
    }

    /// The whole answer to a claim that was decided as [ClaimDecision.Issue]: a fresh certificate and what to
    /// trust.
    public ClaimResponse welcome(CertificateRequest request, Placement placement, Instant now) {
        X509Certificate certificate = signTerminal(request, placement.terminal(), now);
        return new ClaimResponse(
                placement.terminal(),
                placement.name(),
                placement.place(),
                List.of(Base64.getEncoder().encodeToString(der(certificate))),
                trust(),
                placement.brokers().getFirst(),
                placement.brokers().size() == 1 ? null : placement.brokers());
    }

    /// A fresh key and certificate for the listeners that terminals talk to.
    ///
    /// @param hostNames names and addresses under which terminals reach this server
    public ServerTls serverTls(List<String> hostNames, Instant now) {
        try {
            return tlsIssuer.issue(hostNames, now);
        } catch (IOException | GeneralSecurityException e) {
            throw new AuthorityFault("the listeners' certificate cannot be written", e);
        }
    }

    /// A fresh key and certificate for a broker beside the servers.
    ///
    /// @param hostNames names and addresses under which terminals and servers reach it
    public BrokerTls brokerTls(List<String> hostNames, Instant now) {
        try {
            return brokerIssuer.issue(hostNames, now);
        } catch (IOException | GeneralSecurityException e) {
            throw new AuthorityFault("the broker's certificate cannot be made", e);
        }
    }

    /// How a server meets such a broker: as [#CENTRE], with a key that was drawn for this connection, and trusting
    /// nobody but this site's authority.
    public SSLContext centreTls(Instant now) {
        try {
            return brokerIssuer.centre(CENTRE, now);
        } catch (IOException | GeneralSecurityException e) {
            throw new AuthorityFault("the centre's own certificate cannot be made", e);
        }
    }

    /// As [#centreTls], under the name of a terminal that nobody enrolled: to try what a broker lets such a one do. The
    /// key stays in this memory.
    public SSLContext strangerTls(TerminalId name, Instant now) {
        try {
            return brokerIssuer.centre(name.value(), now);
        } catch (IOException | GeneralSecurityException e) {
            throw new AuthorityFault("the certificate of a stranger cannot be made", e);
        }
    }

    /// Signs acknowledgements, documents and commands.
    public Signer serverSigner() {
        return serverSigner;
    }

    /// By the site root, for the purpose of signing.
    public List<X509Certificate> serverKeyCertificates() {
        return List.of(serverKey);
    }

    /// By which the centre knows its own signature again.
    public KeyDirectory serverKeys() {
        return KeyDirectory.of(serverKey.getPublicKey());
    }

    public Signer badgeSigner() {
        return Signer.of(badge);
    }

    /// The badge key's number, as it stands in badges.
    public int badgeKeyNumber() {
        return ring().newestBadge().number();
    }

    /// SubjectPublicKeyInfo.
    public byte[] badgePublicKey() {
        return badge.getPublic().getEncoded();
    }

    /// The 32 bytes under which card identifiers are hashed. Not for logs.
    public byte[] cardKey() {
        return ring().newestCard().bytes();
    }

    public int cardKeyNumber() {
        return ring().newestCard().number();
    }

    /// The card key in force and, after a rotation, the one before it: the oldest first. Not for logs.
    public List<SiteKey> cardKeys() {
        return ring().cards().stream()
                .map(key -> SiteKey.card(key.number(), key.bytes()))
                .sorted(Comparator.comparingInt(SiteKey::number))
                .toList();
    }

    /// What terminals seal card identifiers for: the newest.
    public SiteKey sealKey() {
        KeyRing.NumberedKey newest = ring().sealKeys().getLast();
        try {
            return SiteKey.seal(newest.number(), newest.pair().getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AuthorityFault("the site's seal key is damaged: restore it from its backup", e);
        }
    }

    /// The public keys by which courses are verified, the oldest first.
    public List<SiteKey> courseKeys() {
        return ring().courseKeys().stream()
                .map(key ->
                        SiteKey.course(key.number(), key.ed25519().getPublic().getEncoded()))
                .toList();
    }

    /// Signs a course with the newest course key.
    public SignedManifest sign(CourseManifest manifest) {
        return SignedManifest.sign(
                manifest, ring().courseKeys().getLast().ed25519().getPrivate());
    }

    /// Opens a card's identifier that a terminal sealed for this site.
    ///
    /// @return nothing where it was made for another record, was changed, or is for a key this site never had
    public Optional<CardUid> open(Fact.Sealed sealed, SealedUid.Bound bound) {
        return ring().sealKeys().stream()
                .filter(key -> key.number() == sealed.key())
                .findFirst()
                .flatMap(key -> {
                    try {
                        return SealedUid.open(sealed, bound, key.pair());
                    } catch (GeneralSecurityException e) {
                        throw new AuthorityFault("the site's seal key is damaged: restore it from its backup", e);
                    }
                });
    }

    /// Makes a further card key and puts it in force; of those before only the last stays.
    ///
    /// @return its number, once it is on the disk
    /// @throws AuthorityFault if it cannot be written, or 255 were made; the keys are then what they were
    public synchronized int rotateCardKey() {
        change(
                known -> {
                    int number = known.newestCard().number() + 1;
                    if (number > LAST_NUMBER) {
                        throw new AuthorityFault("this site has used all " + LAST_NUMBER + " numbers of card keys");
                    }
                    byte[] secret = new byte[CARD_KEY_BYTES];
                    random.nextBytes(secret);
                    return known.withCard(KeyRing.CardSecret.of(number, secret));
                },
                "the new card key cannot be written");
        return ring.newestCard().number();
    }

    /// Makes a further seal key, for which terminals seal from now on. Those before it stay: what was sealed
    /// for them still opens, however late it comes.
    ///
    /// @return its number, once it is on the disk
    /// @throws AuthorityFault if it cannot be written, or 255 were made; the keys are then what they were
    public synchronized int rotateSealKey() {
        change(
                known -> {
                    int number = known.sealKeys().getLast().number() + 1;
                    if (number > LAST_NUMBER) {
                        throw new AuthorityFault("this site has used all " + LAST_NUMBER + " numbers of seal keys");
                    }
                    return known.withSeal(KeyRing.NumberedKey.of(number, P256.newKeyPair(random)));
                },
                "the new seal key cannot be written");
        return ring.sealKeys().getLast().number();
    }

    /// Reads the keys in any case: what the file looks like from here may be old where the folder is another
    /// machine's. Other servers of the site wait meanwhile, so none writes over what this one adds.
    private void change(UnaryOperator<KeyRing> step, String otherwise) {
        try {
            file.alone(() -> {
                read();
                KeyRing next = step.apply(ring);
                file.write(next);
                ring = next;
            });
        } catch (IOException e) {
            throw new AuthorityFault(otherwise, e);
        }
    }

    /// As it stands in the folder: another server of the site may have made a further key.
    private KeyRing ring() {
        if (file.isChanged()) {
            readAgain();
        }
        return ring;
    }

    private synchronized void readAgain() {
        try {
            if (file.isChanged()) {
                read();
            }
        } catch (IOException e) {
            throw new AuthorityFault("the site's keys cannot be read", e);
        }
    }

    private void read() throws IOException {
        // Whoever puts the keys of another site there has to start anew.
        file.open().filter(read -> read.authority().equals(ring.authority())).ifPresent(read -> ring = read);
    }

    /// The first 16 bits of the SHA-256 of the site root's SubjectPublicKeyInfo.
    public int siteNumber() {
        return SiteNumber.of(root.getPublicKey());
    }

    public X509Certificate authorityCertificate() {
        return authority;
    }

    public X509Certificate siteRootCertificate() {
        return root;
    }

    /// SHA-256 of the authority's certificate: what a claim ticket pins.
    public Digest fingerprint() {
        return Digest.of(der(authority));
    }

    public SiteTrust trust() {
        return SiteTrust.of(siteNumber(), der(authority), der(root), List.of(der(serverKey)));
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }
}
