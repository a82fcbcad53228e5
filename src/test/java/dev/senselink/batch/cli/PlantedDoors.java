package dev.senselink.batch.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Ways past the doors, one offence a method, named by the door. Never run. */
@SuppressWarnings({"unused", "CatchAndPrintStackTrace", "SystemOut", "DefaultCharset"})
public final class PlantedDoors {
  private PlantedDoors() {}

  static void printsOut() {
    System.out.println("a name");
  }

  static Consumer<String> printsByReference() {
    return System.err::println;
  }

  static void printsStack(Exception e) {
    e.printStackTrace();
  }

  static OutputStream printsDescriptor() {
    return new FileOutputStream(FileDescriptor.err);
  }

  static PrintWriter printsByWriter(OutputStream out) {
    return new PrintWriter(out, true);
  }

  static PrintStream printsByStream(OutputStream out) {
    return new PrintStream(out);
  }

  static void printsByConsole() {
    System.console().printf("a name");
  }

  static void printsByAnotherLog() {
    Logger.getLogger("a").warning("a name");
  }

  static Process printsByChild() throws IOException {
    return new ProcessBuilder("cat", "roster.csv").inheritIO().start();
  }

  static String opensText(Path secret) throws IOException {
    return Files.readString(secret);
  }

  static InputStream opensStream(Path settings) throws IOException {
    return Files.newInputStream(settings);
  }

  static InputStream opensOld(String settings) throws IOException {
    return new FileInputStream(settings);
  }

  static Scanner opensScanner(Path settings) throws IOException {
    return new Scanner(settings);
  }

  static FileChannel opensChannel(Path settings) throws IOException {
    return FileChannel.open(settings);
  }

  static RandomAccessFile opensBytes(String settings) throws IOException {
    return new RandomAccessFile(settings, "r");
  }

  static InputStream opensAddress(java.net.URL settings) throws IOException {
    return settings.openStream();
  }

  static Process runsProgram() throws IOException {
    return new ProcessBuilder("converter").start();
  }

  static Process runsByRuntime() throws IOException {
    return Runtime.getRuntime().exec(new String[] {"converter"});
  }

  static void runsLibrary(String file) {
    System.load(file);
  }

  static Object runsObjects(InputStream in) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(in).readObject();
  }
}
