<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ClaimsView</name>
    <message numerus="yes">
        <source>%n more: a search finds them</source>
        <translation>
            <numerusform>%n more: a search finds it</numerusform>
            <numerusform>%n more: a search finds them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n more profiles.</source>
        <translation>
            <numerusform>%n more profile.</numerusform>
            <numerusform>%n more profiles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more changed</source>
        <translation>
            <numerusform>%n more changed</numerusform>
            <numerusform>%n more changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of {claim}</source>
        <translation>
            <numerusform>%n more of {claim}</numerusform>
            <numerusform>%n more of {claim}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n tokens expired</source>
        <translation>
            <numerusform>%n token expired</numerusform>
            <numerusform>%n tokens expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens end soon and cannot be refreshed</source>
        <translation>
            <numerusform>%n token ends soon and cannot be refreshed</numerusform>
            <numerusform>%n tokens end soon and cannot be refreshed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles need a new sign-in</source>
        <translation>
            <numerusform>%n profile needs a new sign-in</numerusform>
            <numerusform>%n profiles need a new sign-in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Permissions of %n profiles changed</source>
        <translation>
            <numerusform>Permissions of %n profile changed</numerusform>
            <numerusform>Permissions of %n profiles changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-ins end soon</source>
        <translation>
            <numerusform>%n sign-in ends soon</numerusform>
            <numerusform>%n sign-ins end soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message numerus="yes">
        <source>%n profiles are out of use: see the window</source>
        <translation>
            <numerusform>%n profile is out of use: see the window</numerusform>
            <numerusform>%n profiles are out of use: see the window</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message numerus="yes">
        <source>{problem} And %n more like it.</source>
        <translation>
            <numerusform>{problem} And %n more like it.</numerusform>
            <numerusform>{problem} And %n more like it.</numerusform>
        </translation>
    </message>
</context>
</TS>
