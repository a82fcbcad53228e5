@echo off
rem Starts SenseLink Batch: senselink COMMAND [OPTIONS], from any folder.
rem In a clone it builds the program first where that is missing or older than its source, and unpacks
rem the jar. In a package the program lies in lib beside it, and its own Java, if it has one, in runtime.
rem Obeyed: JAVA_HOME, JAVA_TOOL_OPTIONS, SENSELINK_JAVA_OPTS. No heap size is set.
rem Every program is started by its whole path: cmd.exe would look in the current folder first,
rem where anybody may have left a java.exe.
setlocal DisableDelayedExpansion
set "NoDefaultCurrentDirectoryInExePath=1"
set "SL_SYSTEM=%SystemRoot%\System32"
set "SL_HOME=%~dp0"
set "SL_CALLED=%~0"
set "SL_JAR=%SL_HOME%target\senselink-batch.jar"
set "SL_APP=%SL_HOME%target\app-windows"

if defined JAVA_HOME set "SL_JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_HOME call :find SL_JAVA java.exe
if exist "%SL_HOME%runtime\bin\java.exe" set "SL_JAVA=%SL_HOME%runtime\bin\java.exe"
if not defined SL_JAVA goto nojava
if not exist "%SL_JAVA%" goto nojava
"%SL_JAVA%" -version >nul 2>&1
if errorlevel 1 goto nojava

if exist "%SL_HOME%lib\senselink-batch.jar" goto package
if not exist "%SL_JAR%" goto build
if not exist "%SL_HOME%src\main" goto unpack
"%SL_SYSTEM%\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -Command "$j=(Get-Item -LiteralPath $env:SL_JAR).LastWriteTimeUtc; $s=@(Get-Item -LiteralPath ($env:SL_HOME+'pom.xml'))+@(Get-ChildItem -LiteralPath ($env:SL_HOME+'src\main'),($env:SL_HOME+'samples\first') -Recurse -Force); if ($s | Where-Object { $_.LastWriteTimeUtc -gt $j }) { exit 1 }"
if not errorlevel 1 goto unpack

:build
call :find SL_MAVEN mvn.cmd
if not defined SL_MAVEN (
  echo senselink: Maven is needed to build the program: install Maven 3.9 1>&2
  exit /b 2
)
echo senselink: building the program, which takes a minute or two the first time 1>&2
pushd "%SL_HOME%"
call "%SL_MAVEN%" -B -q -C -Dquick -DskipTests package 1>&2 <nul
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

goto run

:package
set "SL_APP=%SL_HOME%lib"

:run
rem What the program writes is UTF-8; afterwards the window has its own code page again.
set "SL_PAGE="
for /f "tokens=2 delims=:." %%p in ('"%SL_SYSTEM%\chcp.com" 2^>nul') do set "SL_PAGE=%%p"
"%SL_SYSTEM%\chcp.com" 65001 >nul 2>&1
"%SL_JAVA%" "-Dsenselink.command=%SL_CALLED%" %SENSELINK_JAVA_OPTS% -jar "%SL_APP%\senselink-batch.jar" %*
set "SL_EXIT=%ERRORLEVEL%"
if defined SL_PAGE "%SL_SYSTEM%\chcp.com" %SL_PAGE% >nul 2>&1
exit /b %SL_EXIT%

:nojava
echo senselink: Java 17 or newer is needed: install it, or set JAVA_HOME 1>&2
exit /b 2

rem Sets the variable %1 to the whole path of the program %2, and to nothing where no folder of PATH
rem has it. A folder of PATH that is no whole path, such as a dot, is left out.
:find
set "%~1="
set "SL_REST=%PATH%"
:find_next
if not defined SL_REST exit /b 1
set "SL_FOLDER="
for /f "tokens=1* delims=;" %%a in ("%SL_REST%") do (
  set "SL_FOLDER=%%~a"
  set "SL_REST=%%b"
)
if not defined SL_FOLDER exit /b 1
if not "%SL_FOLDER:~1,2%"==":\" goto find_next
if not exist "%SL_FOLDER%\%~2" goto find_next
set "%~1=%SL_FOLDER%\%~2"
exit /b 0
