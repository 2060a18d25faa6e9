package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.evidence.BlobStore;
import io.plumewatch.enforcement.facts.Timelines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything a referral rests on, in one file: the signed document and its signature, the bytes of each measurement of
 * its pairs as the gateway received them with the calibrations of their units on those days, the photos, and a manifest
 * with the SHA-256 of each. What joined the case later is no part of what was signed and stays here.
 */
@Component
class EvidencePackage {

    private final Cases cases;
    private final Timelines timelines;
    private final BlobStore blobs;
    private final JsonMapper json;

    EvidencePackage(Cases cases, Timelines timelines, BlobStore blobs, JsonMapper json) {
        this.cases = cases;
        this.timelines = timelines;
        this.blobs = blobs;
        this.json = json;
    }

    byte[] zip(Referral referral) {
        var files = new LinkedHashMap<String, byte[]>();
        var missing = new ArrayList<String>();
        files.put("document.json", referral.document());
        files.put("document.jws", referral.signature().getBytes(UTF_8));
        addPasses(files, missing, referral);
        addPhotos(files, missing, json.readTree(referral.document()));
        files.put("manifest.json", manifest(referral, files, missing));
        return zip(files);
    }

    private void addPasses(Map<String, byte[]> files, List<String> missing, Referral referral) {
        EnforcementCase of = cases.find(referral.caseId()).orElseThrow();
        Set<String> passKeys = passKeys(of);
        int ordinal = 0;
        for (String passKey : passKeys) {
            String name = passName(++ordinal, passKey);
            timelines.asReceived(passKey).ifPresentOrElse(bytes -> files.put(name, bytes), () -> missing.add(name));
        }
        timelines.calibrationsOf(passKeys).forEach((key, bytes) -> {
            String name = "calibrations/" + (files.size() + 1) + "-" + fileName(key);
            files.put(name, bytes);
        });
    }

    private static Set<String> passKeys(EnforcementCase of) {
        var keys = new LinkedHashSet<String>();
        for (CaseFinding finding : of.findings()) {
            String passKey = finding.passKey();
            if (passKey != null && finding.part() != CaseFinding.Part.JOINED) {
                keys.add(passKey);
            }
        }
        return keys;
    }

    /** The ordinal keeps two names apart whose keys differ only in what a file name cannot hold. */
    static String passName(int ordinal, String passKey) {
        return "passes/" + ordinal + "-" + fileName(passKey);
    }

    private static String fileName(String key) {
        return key.replaceAll("[^A-Za-z0-9-]", "_") + ".json";
    }

    private void addPhotos(Map<String, byte[]> files, List<String> missing, JsonNode document) {
        for (JsonNode item : document.path("evidence")) {
            String sha256 = item.path("sha256").stringValue();
            String name = "photos/" + sha256 + ".jpg";
            blobs.read(sha256).ifPresentOrElse(bytes -> files.putIfAbsent(name, bytes), () -> missing.add(name));
        }
    }

    private byte[] manifest(Referral referral, Map<String, byte[]> files, List<String> missing) {
        List<FileEntry> entries = files.entrySet().stream()
                .map(file -> new FileEntry(file.getKey(), file.getValue().length, sha256(file.getValue())))
                .toList();
        return json.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Manifest(referral.referralNo(), "SHA-256", entries, missing));
    }

    private static byte[] zip(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What lies in the package; {@code missing} is what should lie there and is kept nowhere whole. */
    record Manifest(String referralNo, String digest, List<FileEntry> files, List<String> missing) {}

    /** One file of the package. */
    record FileEntry(String name, int bytes, String sha256) {}
}
