@echo off
rem Starts Belfry on Payara Micro in this window. Ctrl+C stops it.
rem JAVA_HOME selects the Java, JAVA_OPTS replaces the JVM's options. All other settings: see README.md.
setlocal
set "HERE=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if not defined JAVA_OPTS set "JAVA_OPTS=-Xmx512m -XX:+UseSerialGC"
"%JAVA%" %JAVA_OPTS% -jar "%HERE%payara-micro.jar" ^
  --nocluster --nohazelcast --disablephonehome ^
  --logproperties "%HERE%payara\logging.properties" ^
  --addLibs "%HERE%drivers" ^
  --prebootcommandfile "%HERE%payara\preboot.txt" ^
  --postbootcommandfile "%HERE%payara\postboot.txt" ^
  --deploy "%HERE%belfry.war" --contextroot /
exit /b %ERRORLEVEL%
