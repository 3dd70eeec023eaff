@echo off
rem Starts Belfry on Open Liberty in this window. Ctrl+C, or "wlp\bin\server stop belfry", stops it.
rem JAVA_HOME selects the Java; the JVM's options are in wlp\usr\servers\belfry\jvm.options. All other settings: see README.md.
setlocal
set "HERE=%~dp0"
if not "%HERE: =%" == "%HERE%" (
  echo Open Liberty cannot read the migrations in "%HERE%": move it to a path without spaces.>&2
  exit /b 1
)
rem Derby's folder. The server changes its directory, so a relative path is resolved here.
if not defined BELFRY_DATA_DIR set "BELFRY_DATA_DIR=data"
for %%d in ("%BELFRY_DATA_DIR%") do set "DATA=%%~fd"
set JVM_ARGS=%JVM_ARGS% -Dderby.storage.useDefaultFilePermissions=false "-Dderby.system.home=%DATA%"
call "%HERE%wlp\bin\server.bat" run belfry
exit /b %ERRORLEVEL%
