package org.hongting.central.organisation;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.hongting.central.document.DocumentStore;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Fact;
import org.hongting.provisioning.authority.SiteAuthority;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The organisation of the running server.
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {
    @Bean
    CardVault cardVault(CentralSettings settings) throws IOException {
        Files.createDirectories(settings.keyFolder());
        return CardVault.open(settings.keyFolder());
    }

    @Bean
    Cards cards(CardVault vault, Clock clock) {
        return new Cards(vault, clock);
    }

    @Bean
    Branches branches(SecureRandom random, Clock clock, ZoneId siteZone) {
        return new Branches(random, clock.withZone(siteZone));
    }

    @Bean
    Members members(SecureRandom random, Clock clock) {
        return new Members(random, clock);
    }

    @Bean
    BadgeOffice badgeOffice(Members members, SiteKeys keys, Clock clock, ZoneId siteZone) {
        return new BadgeOffice(members, keys, clock.withZone(siteZone));
    }

    @Bean
    Phones phones(Clock clock) {
        return new Phones(clock);
    }

    @Bean
    PinyinInitials pinyinInitials() {
        return new PinyinInitials();
    }

    @Bean
    TouchOffice touchOffice(CardVault vault, PinyinInitials initials, SecureRandom random, Clock clock) {
        return new TouchOffice(vault, initials, random, clock);
    }

    @Bean
    RosterSource rosterSource(Members members, Cards cards, TouchOffice touch, SiteKeys keys) {
        return new RosterSource(members, cards, touch, keys);
    }

    @Bean
    BranchesSource branchesSource() {
        return new BranchesSource();
    }

    @Bean
    MemberImport memberImport(Database database, Members members, Cards cards, Branches branches) {
        return new MemberImport(database, members, cards, branches);
    }

    @Bean
    People people(Cards cards) {
        return new People(cards);
    }

    @Bean
    SiteKeys siteKeys(SiteAuthority authority, DocumentStore documents) {
        return new AuthorityKeys(authority, documents);
    }

    @Bean
    CardKeyRotation cardKeyRotation(Database database, SiteAuthority authority, DocumentStore documents, Clock clock) {
        return new CardKeyRotation(database, authority, documents, clock);
    }

    @Bean
    SealKeyRotation sealKeyRotation(Database database, SiteAuthority authority, DocumentStore documents, Clock clock) {
        return new SealKeyRotation(database, authority, documents, clock);
    }

    @Bean
    BindingKeys bindingKeys(SiteAuthority authority) {
        return new BindingKeys() {
            @Override
            public Optional<CardUid> open(Fact.Sealed sealed, SealedUid.Bound bound) {
                return authority.open(sealed, bound);
            }

            @Override
            public Optional<SiteKey> cardKey(int number) {
                return authority.cardKeys().stream()
                        .filter(key -> key.number() == number)
                        .findFirst();
            }

            @Override
            public boolean gaveUp(int number) {
                return number > 0 && number < authority.cardKeys().getFirst().number();
            }
        };
    }

    @Bean
    CardBindings cardBindings(
            Cards cards, Members members, BindingKeys keys, AuditLog audit, SecureRandom random, Clock clock) {
        return new CardBindings(cards, members, keys, new Alarms(random), audit, clock);
    }

    @Bean
    Suspensions suspensions(Phones phones, Cards cards, AuditLog audit) {
        return new Suspensions(phones, cards, audit);
    }

    @Bean
    BindingsSource bindingsSource() {
        return new BindingsSource();
    }

    @Bean
    Preferences preferences() {
        return new Preferences();
    }
}
