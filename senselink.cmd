@echo off
rem Starts SenseLink Batch: senselink COMMAND [OPTIONS], from any folder.
rem Builds the program first where that is missing or older than its source, and unpacks the jar.
rem Obeyed: JAVA_HOME, JAVA_TOOL_OPTIONS, SENSELINK_JAVA_OPTS. No heap size is set.
setlocal DisableDelayedExpansion
set "SL_HOME=%~dp0"
set "SL_JAR=%SL_HOME%target\senselink-batch.jar"
set "SL_APP=%SL_HOME%target\app-windows"

set "SL_JAVA=java"
if defined JAVA_HOME set "SL_JAVA=%JAVA_HOME%\bin\java.exe"
"%SL_JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo senselink: Java 17 or newer is needed: install it, or set JAVA_HOME 1>&2
  exit /b 2
)

if not exist "%SL_JAR%" goto build
if not exist "%SL_HOME%src\main" goto unpack
powershell -NoProfile -Command "$j=(Get-Item -LiteralPath $env:SL_JAR).LastWriteTimeUtc; $s=@(Get-Item -LiteralPath ($env:SL_HOME+'pom.xml'))+@(Get-ChildItem -LiteralPath ($env:SL_HOME+'src\main'),($env:SL_HOME+'samples\first') -Recurse -Force); if ($s | Where-Object { $_.LastWriteTimeUtc -gt $j }) { exit 1 }"
if not errorlevel 1 goto unpack

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo senselink: Maven is needed to build the program: install Maven 3.9 1>&2
  exit /b 2
)
echo senselink: building the program, which takes a minute or two the first time 1>&2
pushd "%SL_HOME%"
call mvn -B -q -Dquick -DskipTests package 1>&2 <nul
if errorlevel 1 (
  popd
  echo senselink: the program could not be built, see above 1>&2
  exit /b 2
)
popd
if exist "%SL_APP%" rmdir /s /q "%SL_APP%"

:unpack
if exist "%SL_APP%\senselink-batch.jar" goto run
"%SL_JAVA%" -Djarmode=tools -jar "%SL_JAR%" extract --destination "%SL_APP%" >nul 2>&1 <nul
if not exist "%SL_APP%\senselink-batch.jar" set "SL_APP=%SL_HOME%target"

:run
rem What the program writes is UTF-8; afterwards the window has its own code page again.
set "SL_PAGE="
for /f "tokens=2 delims=:." %%p in ('chcp 2^>nul') do set "SL_PAGE=%%p"
chcp 65001 >nul 2>&1
"%SL_JAVA%" %SENSELINK_JAVA_OPTS% -jar "%SL_APP%\senselink-batch.jar" %*
set "SL_EXIT=%ERRORLEVEL%"
if defined SL_PAGE chcp %SL_PAGE% >nul 2>&1
exit /b %SL_EXIT%
